/** At most one run per period: the first wish runs at once, further ones within the period wait for
 * its end and become one. */
export const createPace = (run: () => void, periodMs: number) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isWished = false;
  const start = (): void => {
    isWished = false;
    timer = setTimeout(() => {
      timer = null;
      if (isWished) start();
    }, periodMs);
    run();
  };
  return {
    wish: (): void => {
      if (timer === null) start();
      else isWished = true;
    },
    stop: (): void => {
      if (timer !== null) clearTimeout(timer);
      isWished = false;
      timer = null;
    },
  };
};
