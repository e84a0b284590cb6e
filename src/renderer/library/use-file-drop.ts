/** Folders and files dropped anywhere on the page: they are scanned, where they can be found. */
import { useEffect, useEffectEvent, useState } from 'react';
import { DroppedMusicSchema } from '../../shared/desktop-bridge.ts';
import { t } from '../../shared/words/words.ts';

export interface FileDrop {
  /** Whether files are held over the page. */
  readonly isOver: boolean;
  /** Why the last drop came to nothing, in a plain sentence; null where it did not. */
  readonly problem: string | null;
  readonly forgetProblem: () => void;
}

/** Calls back with the folders of each drop; the page itself stays, whatever is dropped. */
export function useFileDrop(onFolders: (folders: readonly string[]) => void): FileDrop {
  const [isOver, setIsOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = useEffectEvent(async (files: readonly File[]) => {
    const bridge = window.fermataDesktop;
    if (bridge === undefined) return setProblem(t('scan.dropUnsupported'));
    const { folders } = DroppedMusicSchema.parse(await bridge.droppedMusic(files));
    setProblem(folders.length === 0 ? t('scan.droppedNothing') : null);
    if (folders.length > 0) onFolders(folders);
  });
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer === null || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      // Between two elements of the page it leaves nothing.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setIsOver(false);
      if (event.dataTransfer === null || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      void take([...event.dataTransfer.files]);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return { isOver, problem, forgetProblem: () => setProblem(null) };
}

/** Whether it is files rather than text or a picture of the page. */
function hasFiles({ types }: DataTransfer): boolean {
  return types.includes('Files');
}
