// Photos of telephones take minutes on a slow line. The service draws them anew with a longest edge; drawn
// so on the device, they arrive in seconds, and without the place where they were taken.
const SMALL = 400_000; // bytes; not worth the wait
const QUALITY = 0.85;

// At most as large as the longest edge allows, on white, where a picture is transparent.
async function draw(file, edge) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

async function shrink(file, edge) {
  if (file.size <= SMALL) return file;
  try {
    const drawn = await draw(file, edge);
    if (!drawn || drawn.size >= file.size) return file;
    return new File([drawn], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: drawn.type });
  } catch {
    return file; // no picture for this browser; the service may know it, or says what it takes
  }
}

const sizeOf = (files) => [...files].reduce((sum, file) => sum + file.size, 0);

function megabytes(bytes) {
  const options = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 };
  const { lang } = document.documentElement;
  const words = new Intl.NumberFormat(`${lang}-u-nu-latn`, options).format(Math.max(bytes / 1e6, 0.1));
  return words.replaceAll(" ", "\u00a0"); // a number and its unit stay on one line
}

// Put smaller files in the place of the chosen ones and say so in `note`; one at a time, as memory is short.
export async function shrinkPhotos(input, note) {
  const chosen = input.files;
  const before = sizeOf(chosen);
  note.textContent = [...chosen].some((file) => file.size > SMALL) ? note.dataset.shrinking : "";
  const smaller = new DataTransfer();
  for (const file of chosen) smaller.items.add(await shrink(file, Number(note.dataset.edge)));
  if (input.files !== chosen) return; // others were chosen meanwhile
  note.textContent = "";
  if (sizeOf(smaller.files) === before) return;
  input.files = smaller.files;
  const words = { before: megabytes(before), after: megabytes(sizeOf(smaller.files)) };
  note.textContent = note.dataset.shrunk.replace(/\{(\w+)\}/g, (_, name) => words[name]);
}
