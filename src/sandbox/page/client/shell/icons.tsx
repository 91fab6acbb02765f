const PATHS = {
  check: 'M4 10.500 8 14.500 16 5.500',
  bolt: 'M11 2.500 4.500 11.500h5l-1 6 7-9.500h-5z',
  chevron: 'M6 8l4 4 4-4',
  close: 'M5 5l10 10M15 5L5 15',
  copy: 'M7.500 7.500V4.500h8v8h-3M4.500 7.500h8v8h-8z',
  dots: 'M5 10h.01M10 10h.01M15 10h.01',
  eye: 'M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  hash: 'M8 3.500 6.500 16.500M13.500 3.500 12 16.500M4 8h13M3.500 12.500h13',
  inspect: 'M4 5h12M4 10h12M4 15h7',
  key: 'M12.500 11.500a4 4 0 1 0-4-4l-5 5v3h3v-2h2v-2l1-1a4 4 0 0 0 3 1zM13.500 6.500h.01',
  lock: 'M5.500 9h9v7h-9zM7.500 9V6.500a2.500 2.500 0 0 1 5 0V9',
  menu: 'M3.500 5.500h13M3.500 10h13M3.500 14.500h13',
  moon: 'M16 11.500A6.500 6.500 0 0 1 8.500 4a6.500 6.500 0 1 0 7.500 7.500z',
  send: 'M3.500 10 16.500 4l-4 12.500-3-5z',
  split: 'M3.500 4.500h13v11h-13zM10 4.500v11',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1.100 1.100M14.600 14.600l1.100 1.100M4.300 15.700l1.100-1.100M14.600 5.400l1.100-1.100',
  thread: 'M3.500 4.500h13v9h-7l-3.500 3v-3h-2.500z',
  warning: 'M10 3.500 17.500 16.500h-15zM10 8.500v3.500M10 14.300h.01',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
