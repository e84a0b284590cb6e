/** Shows and hides the queue. */
import { ListMusic } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import { command } from '../features/commands/registry.ts';
import { useCommands } from '../features/commands/use-commands.ts';
import { queuePanel } from './queue-panel-state.ts';

export function QueueButton() {
  const isShown = useSyncExternalStore(queuePanel.subscribe, queuePanel.isShown);
  useCommands([command('queue', queuePanel.toggle)]);
  return (
    <IconButton
      icon={ListMusic}
      label={t('player.queue')}
      aria-pressed={isShown}
      onClick={queuePanel.toggle}
    />
  );
}
