/**
 * The call's tools as the AgentSession takes them. When the practice cuts a turn off, LiveKit drops the results of
 * the turn's tools, although they did what they do; here such a result is told as soon as it is there, once,
 * or the model would not know what it has done.
 */
import { llm, type voice } from '@livekit/agents';
import type { BriefInForce, Tool, VoiceRequest } from '../../machines/call.ports.js';
import { logger } from '../libraries/utils/logger.js';

export interface VoiceToolsOptions {
  readonly request: VoiceRequest;
  /** The server's side of the conversation; undefined once the session is closed. */
  readonly realtime: () => llm.RealtimeSession | undefined;
  /** A result was told late: the model should speak of it. */
  readonly onToldLate: () => void;
}

export interface VoiceTools {
  /** The tools that a brief allows. */
  of(brief: BriefInForce): llm.ToolContextEntry[];
}

export const createVoiceTools = ({ request, realtime, onToldLate }: VoiceToolsOptions): VoiceTools => {
  /** Does nothing when the server has the result already, or has forgotten the call. */
  const tellIfUntold = async (callId: string, name: string, output: string | null): Promise<void> => {
    const session = realtime();
    if (!session) return;
    const conversation = session.chatCtx.copy();
    const isCalled = conversation.items.some(
      (item) => item.type === 'function_call' && item.callId === callId,
    );
    const isTold = conversation.items.some(
      (item) => item.type === 'function_call_output' && item.callId === callId,
    );
    if (!isCalled || isTold) return;
    conversation.items.push(
      llm.FunctionCallOutput.create({ callId, name, output: output ?? '', isError: false }),
    );
    await session.updateChatCtx(conversation);
    if (output !== null) onToldLate();
  };

  const toLiveKitTool = (tool: Tool) =>
    llm.tool({
      name: tool.name,
      description: tool.description,
      parameters: tool.parameters,
      execute: async (args: unknown, { ctx, toolCallId, abortSignal }) => {
        const result = request.onToolCall(tool.name, args);
        let isHandedOver = false;
        const afterwards = async (): Promise<void> => {
          const turn = await cutOff(ctx.speechHandle);
          if (isHandedOver && isAtWork(turn)) return;
          await tellIfUntold(toolCallId, tool.name, await result);
        };
        afterwards().catch((error) =>
          logger.warn('A tool result could not be told', { callId: request.callId, error }),
        );
        const output = await Promise.race([result, aborted(abortSignal)]);
        if (output === ABORTED) return undefined;
        isHandedOver = true;
        return output ?? undefined;
      },
    });

  const tools = new Map([...request.tools.values()].map((tool) => [tool.name, toLiveKitTool(tool)]));
  return {
    of: ({ tools: names }) =>
      names.flatMap((name) => {
        const tool = tools.get(name);
        return tool ? [tool] : [];
      }),
  };
};

/** Resolves when the turn is over because the practice cut it off; never, when it came to its end. */
const cutOff = (turn: voice.SpeechHandle): Promise<{ readonly turn: voice.SpeechHandle }> =>
  new Promise((resolve) =>
    turn.addDoneCallback(() => {
      // In an object: a SpeechHandle is a thenable.
      if (turn.interrupted) resolve({ turn });
    }),
  );

/** LiveKit calls a turn done 5 s after the interruption, and tells the results that it holds all the same. */
const isAtWork = ({ turn }: { readonly turn: voice.SpeechHandle }): boolean =>
  turn._tasks.some((task) => !task.done);

const ABORTED = Symbol('aborted');

const aborted = (signal: AbortSignal): Promise<typeof ABORTED> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(ABORTED), { once: true }));
