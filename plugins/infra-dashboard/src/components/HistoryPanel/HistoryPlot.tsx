import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useTheme } from '@material-ui/core/styles';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  History,
  HistorySeries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useMemo } from 'react';
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { mutedText } from '../mutedText';
import { niceTicks } from './niceTicks';
import { linesOf, toPlotRows, type PlotLine } from './plotRows';
import { useHistoryWords } from './useHistoryWords';

const HEIGHT = 200;

const DAY_MS = 86_400_000;

export interface HistoryPlotProps {
  history: History;
  series: HistorySeries;
  label: string;
  /** Marked by a line at their time. */
  marks: Change[];
}

/** The lines of one series over time. */
export function HistoryPlot(props: HistoryPlotProps) {
  const { history, label, marks, series } = props;
  const theme = useTheme();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const { amount } = useHistoryWords();
  const { unit } = series;
  const rows = useMemo(() => toPlotRows(history, series), [history, series]);
  const lines = useMemo(() => linesOf(series), [series]);
  const from = Date.parse(history.from);
  const to = Date.parse(history.to);
  const muted = mutedText(theme);
  const styles: Record<PlotLine, object> = {
    used: { stroke: theme.palette.primary.main, strokeWidth: 2 },
    maximum: { stroke: theme.palette.primary.main, strokeOpacity: 0.45 },
    requested: { stroke: muted, strokeDasharray: '4 3' },
    total: { stroke: muted },
    measuredTotal: { stroke: muted, strokeDasharray: '1 3' },
  };
  const ticks = useMemo(() => {
    const values = rows.flatMap(row => lines.map(line => row[line] ?? 0));
    return niceTicks(Math.max(0, ...values), unit === 'bytes' ? 1024 : 10);
  }, [lines, rows, unit]);
  const isCount = unit === 'count';
  const nameOf = (line: PlotLine) =>
    t(isCount && line === 'used' ? 'history.healthy' : `history.${line}`);
  const axis = {
    stroke: muted,
    tick: { fill: muted, fontSize: 12 },
    tickLine: false,
  };

  return (
    <ResponsiveContainer
      width="100%"
      height={HEIGHT}
      initialDimension={{ width: 600, height: HEIGHT }}
    >
      <LineChart
        data={rows}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer
        title={label}
      >
        <CartesianGrid stroke={theme.palette.divider} vertical={false} />
        <XAxis
          {...axis}
          dataKey="at"
          type="number"
          scale="time"
          domain={[from, to]}
          minTickGap={40}
          tickFormatter={value =>
            to - from > 2 * DAY_MS ? format.date(value) : format.time(value)
          }
        />
        <YAxis
          {...axis}
          width={72}
          ticks={ticks}
          domain={[0, ticks[ticks.length - 1]]}
          tickFormatter={value => amount(unit, value)}
        />
        <Tooltip
          contentStyle={{
            backgroundColor: theme.palette.background.paper,
            borderColor: theme.palette.divider,
            color: theme.palette.text.primary,
          }}
          labelFormatter={value =>
            format.dateTime(new Date(value).toISOString())
          }
          formatter={(value, name) => [amount(unit, Number(value)), name]}
        />
        <Legend iconType="plainline" wrapperStyle={{ fontSize: 12 }} />
        {marks.map(({ at, id, kind, to: after }) => (
          <ReferenceLine
            key={id}
            x={Date.parse(at)}
            stroke={
              kind === 'health' && after === 'failed'
                ? theme.palette.status.error
                : theme.palette.status.warning
            }
            strokeDasharray="2 2"
            ifOverflow="hidden"
          />
        ))}
        {lines.map(line => (
          <Line
            key={line}
            dataKey={line}
            name={nameOf(line)}
            dot={false}
            isAnimationActive={false}
            type="linear"
            {...styles[line]}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
