/** The dialog over the view, which has an address: going back closes it. */
import { useNavigate, useRouter } from '@tanstack/react-router';
import type { DialogName } from './address.ts';

interface Dialogs {
  readonly openDialog: (name: DialogName) => void;
  readonly closeDialog: () => void;
}

export function useDialogs(): Dialogs {
  const router = useRouter();
  const navigate = useNavigate();
  return {
    openDialog: (dialog) =>
      void navigate({
        to: '.',
        search: (search) => ({ ...search, dialog }),
        state: { isOverView: router.latestLocation.search.dialog === undefined },
        replace: router.latestLocation.search.dialog !== undefined,
      }),
    closeDialog: () => {
      if (router.latestLocation.search.dialog === undefined) return;
      if (router.latestLocation.state.isOverView === true) router.history.back();
      else
        void navigate({
          to: '.',
          search: (search) => ({ ...search, dialog: undefined }),
          replace: true,
        });
    },
  };
}
