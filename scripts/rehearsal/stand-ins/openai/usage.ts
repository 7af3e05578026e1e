/**
 * The token counts of a response, roughly as the service would count them: 4 characters a token, and 20 tokens for
 * a second of the model's own speech. Source: https://platform.openai.com/docs/guides/realtime-costs
 */

const CHARACTERS_PER_TOKEN = 4;
const MS_PER_AUDIO_TOKEN = 50;

/** Of a text. */
export function tokensOf(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

export function usageOf(counts: {
  inputCharacters: number;
  outputCharacters: number;
  outputAudioMs: number;
}) {
  const inputText = tokensOf(counts.inputCharacters);
  const outputText = tokensOf(counts.outputCharacters);
  const outputAudio = Math.ceil(counts.outputAudioMs / MS_PER_AUDIO_TOKEN);
  return {
    total_tokens: inputText + outputText + outputAudio,
    input_tokens: inputText,
    output_tokens: outputText + outputAudio,
    input_token_details: {
      text_tokens: inputText,
      audio_tokens: 0,
      image_tokens: 0,
      cached_tokens: 0,
      cached_tokens_details: { text_tokens: 0, audio_tokens: 0, image_tokens: 0 },
    },
    output_token_details: { text_tokens: outputText, audio_tokens: outputAudio },
  };
}
