/** Placeholders for the chart's actors: one that is not provided fails with its name instead of doing nothing. */
import { type EventObject, fromCallback, fromPromise } from 'xstate';

const message = (name: string) => `actor "${name}" was not provided: pass it to callMachine.provide()`;

export const unprovidedPromise = <TOutput, TInput>(name: string) =>
  fromPromise<TOutput, TInput>(() => Promise.reject(new Error(message(name))));

export const unprovidedCallback = <TEvent extends EventObject, TInput>(name: string) =>
  fromCallback<TEvent, TInput>(() => {
    throw new Error(message(name));
  });
