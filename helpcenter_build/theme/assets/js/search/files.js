// Reads the files of an index. What fails is tried once more: phones change networks, and a page that is being left
// breaks off what its worker asked for, of which nobody needs to hear.
const PAUSE = 400; // milliseconds

export class MissingFileError extends Error {
  name = "MissingFileError";
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

export const filesIn = (folder) => async (name) => {
  const ask = () => fetch(new URL(name, folder));
  const answer = await ask().catch(() => pause().then(ask));
  if (answer.status === 404) throw new MissingFileError(name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
};
