/** The text that is searched for: typed at once, kept in the address, followed when a person goes elsewhere. */
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

export function useSearchText(): readonly [text: string, search: (text: string) => void] {
  const router = useRouter();
  const navigate = useNavigate();
  const [text, setText] = useState(() => router.latestLocation.search.q ?? '');
  useEffect(() => {
    let path = router.latestLocation.pathname;
    return router.history.subscribe(({ location, action }) => {
      const isElsewhere = location.pathname !== path;
      path = location.pathname;
      // What is typed here comes back as it was put there, perhaps after more of it was typed.
      const isTyped = action.type === 'PUSH' || action.type === 'REPLACE';
      if (isTyped && !isElsewhere) return;
      setText(new URLSearchParams(location.search).get('q') ?? '');
    });
  }, [router]);
  const search = (typed: string) => {
    setText(typed);
    const q = typed.trim() === '' ? undefined : typed;
    void navigate({
      to: '.',
      search: (before) => ({ ...before, q }),
      // One step back leads out of the search, not to each letter of it.
      replace: text.trim() !== '' || q === undefined,
    });
  };
  return [text, search];
}
