/** The environment of this process while services are rehearsed in it. Used by what starts a stage and a worker. */

/**
 * Sets variables of `process.env`. The answer puts back what was there: what starts next in this process must not find
 * the address of a service that is gone.
 */
export function setEnvironment(values: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
