/** A group of rules: all of them, or any, with groups in it. */
import { ListPlus, Plus, X } from 'lucide-react';
import {
  DEEPEST,
  isGroup,
  type RuleGroup,
  type SmartRule,
} from '../../../shared/rules/smart-rules.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { Choice } from './Choice.tsx';
import { RuleRow } from './RuleRow.tsx';
import { isShown, ruleOf } from './rule-tests.ts';
import styles from './smart-dialog.module.css';

interface RuleGroupEditorProps {
  readonly group: RuleGroup;
  /** The smart playlist that the rules are of; null for a new one. */
  readonly ownId: number | null;
  /** How many groups it is in. */
  readonly depth: number;
  readonly onChange: (group: RuleGroup) => void;
  /** Null for the first group, which stays. */
  readonly onRemove: (() => void) | null;
}

export function RuleGroupEditor(props: RuleGroupEditorProps) {
  const { group, ownId, depth, onChange, onRemove } = props;
  const { match, rules } = group;
  const change = (index: number, rule: SmartRule) =>
    onChange({ match, rules: rules.with(index, rule) });
  const remove = (index: number) => onChange({ match, rules: rules.toSpliced(index, 1) });
  const add = (rule: SmartRule) => onChange({ match, rules: [...rules, rule] });
  return (
    <fieldset className={styles.group} data-inner={depth > 0 || undefined}>
      <legend className="only-heard">{t('smart.match')}</legend>
      <div className={styles.head}>
        <span aria-hidden="true">{t('smart.match')}</span>
        <Choice
          label={t('smart.match')}
          options={['all', 'any'] as const}
          chosen={match}
          nameOf={(option) => t(option === 'all' ? 'smart.matchAll' : 'smart.matchAny')}
          onChoose={(chosen) => onChange({ match: chosen, rules })}
        />
        {onRemove !== null && (
          <IconButton icon={X} label={t('smart.removeGroup')} onClick={onRemove} />
        )}
      </div>
      <ul className={styles.rules}>
        {rules.map((rule, index) => {
          // Rules have no names; each is drawn from what it says alone.
          const key = `${index} ${isGroup(rule)}`;
          return isGroup(rule) ? (
            <li key={key}>
              <RuleGroupEditor
                group={rule}
                ownId={ownId}
                depth={depth + 1}
                onChange={(inner) => change(index, inner)}
                onRemove={() => remove(index)}
              />
            </li>
          ) : (
            <RuleRow
              key={key}
              rule={isShown(rule) ? rule : null}
              ownId={ownId}
              onChange={(changed) => change(index, changed)}
              onRemove={() => remove(index)}
            />
          );
        })}
      </ul>
      <div className={styles.adders}>
        <Button onClick={() => add(ruleOf('artist'))}>
          <Plus aria-hidden="true" strokeWidth={1.8} />
          {t('smart.addRule')}
        </Button>
        {depth + 1 < DEEPEST && (
          <Button onClick={() => add({ match: 'any', rules: [ruleOf('artist')] })}>
            <ListPlus aria-hidden="true" strokeWidth={1.8} />
            {t('smart.addGroup')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
