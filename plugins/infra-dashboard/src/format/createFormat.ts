/** Numbers, sizes and times as people write them in one language. */
export interface Format {
  count(value: number): string;
  /** 0..100 */
  percent(value: number): string;
  /** Cores with as many digits as they deserve: 0.025, 3.9, 64. */
  cores(value: number): string;
  /** Bytes in the largest binary unit: 15.6 GiB. */
  bytes(value: number): string;
  /** Two sizes in the unit of the second: `['442', '512 GiB']`. */
  bytesOf(part: number, whole: number): [string, string];
  /** Seconds in the two largest units: 21d 22h. */
  duration(seconds: number): string;
  /** Seconds of a short wait, without their unit: 0.25. */
  hundredths(value: number): string;
  /** A moment seen from now: 12s ago. */
  ago(iso: string, now: number): string;
  /** The hour of a moment, in milliseconds since 1970: 14:05. */
  time(milliseconds: number): string;
  /** The day of a moment, in milliseconds since 1970: 5 Nov. */
  date(milliseconds: number): string;
  /** The day of a moment with its weekday: Thursday 5 November. */
  day(milliseconds: number): string;
  /** A moment in full, in the time zone of the reader. */
  dateTime(iso: string): string;
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

const DURATION_UNITS: Array<[unit: string, seconds: number]> = [
  ['year', 365 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

function byteUnit(value: number): number {
  if (value < 1) return 0;
  const exponent = Math.floor(Math.log(value) / Math.log(1024));
  return Math.min(exponent, BYTE_UNITS.length - 1);
}

/** Small numbers need their digits, large ones only distract with theirs. */
function digits(value: number): Intl.NumberFormatOptions {
  if (Math.abs(value) < 1) return { maximumSignificantDigits: 2 };
  return { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 };
}

/** Formatters are slow to make, and a page uses each of them hundreds of times. */
function cached<O extends object, F>(make: (options?: O) => F) {
  const made = new Map<string, F>();
  return (options?: O): F => {
    const key = JSON.stringify(options ?? {});
    const found = made.get(key) ?? make(options);
    made.set(key, found);
    return found;
  };
}

/** Narrow where that is words: in French it is a sign, and "Lu -12 s" is no sentence. */
function relativeTimeFormat(locale?: string): Intl.RelativeTimeFormat {
  const narrow = new Intl.RelativeTimeFormat(locale, {
    style: 'narrow',
    numeric: 'auto',
  });
  const isSigned = /^[-\u2212]/.test(narrow.format(-12, 'second'));
  return isSigned
    ? new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' })
    : narrow;
}

/**
 * Makes the formats of a language.
 *
 * @param locale - BCP 47 tag, such as `en` or `de`; that of the browser where absent
 */
export function createFormat(locale?: string): Format {
  const numberFormat = cached(
    (options?: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locale, options),
  );
  const dateFormat = cached(
    (options?: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, options),
  );
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    numberFormat(options).format(value);
  const unit = (value: number, name: string) =>
    number(value, { style: 'unit', unit: name, unitDisplay: 'narrow' });
  const inUnit = (value: number, exponent: number) => {
    const scaled = value / 1024 ** exponent;
    return number(scaled, digits(scaled));
  };
  const relative = relativeTimeFormat(locale);

  return {
    count: value => number(value),
    percent: value =>
      number(value / 100, {
        style: 'percent',
        maximumFractionDigits: value > 0 && value < 10 ? 1 : 0,
      }),
    cores: value => number(value, digits(value)),
    bytes: value => {
      const exponent = byteUnit(value);
      return `${inUnit(value, exponent)} ${BYTE_UNITS[exponent]}`;
    },
    bytesOf: (part, whole) => {
      const exponent = byteUnit(whole);
      return [
        inUnit(part, exponent),
        `${inUnit(whole, exponent)} ${BYTE_UNITS[exponent]}`,
      ];
    },
    duration: seconds => {
      let rest = Math.max(0, Math.round(seconds));
      const first = DURATION_UNITS.findIndex(([, size]) => rest >= size);
      if (first < 0) return unit(0, 'second');
      return DURATION_UNITS.slice(first, first + 2)
        .map(([name, size]) => {
          const amount = Math.floor(rest / size);
          rest -= amount * size;
          return amount > 0 ? unit(amount, name) : '';
        })
        .filter(Boolean)
        .join(' ');
    },
    hundredths: value =>
      number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    ago: (iso, now) => {
      // The clocks of the backend and the browser differ; nothing was read in the future.
      const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
      const [name, size] = DURATION_UNITS.find(
        ([, length]) => seconds >= length,
      ) ?? ['second', 1];
      return relative.format(
        -Math.floor(seconds / size),
        name as Intl.RelativeTimeFormatUnit,
      );
    },
    time: milliseconds =>
      dateFormat({ timeStyle: 'short' }).format(milliseconds),
    date: milliseconds =>
      dateFormat({
        day: 'numeric',
        month: 'short',
      }).format(milliseconds),
    day: milliseconds =>
      dateFormat({
        weekday: 'long',
        day: 'numeric',
        month: 'long',
      }).format(milliseconds),
    dateTime: iso =>
      dateFormat({
        dateStyle: 'medium',
        timeStyle: 'medium',
      }).format(new Date(iso)),
  };
}
