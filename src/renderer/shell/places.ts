/** The views that the sidebar and the tabs of a narrow window lead to, in their order. */
import { type LucideIcon, Music } from 'lucide-react';

interface Place {
  readonly to: '/songs';
  readonly name: string;
  readonly icon: LucideIcon;
}

export const PLACES: readonly Place[] = [{ to: '/songs', name: 'Songs', icon: Music }];
