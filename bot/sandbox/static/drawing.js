/** Draws the sample photos, so that everybody can send one without having a file. */

const WIDTH = 960;
const HEIGHT = 720;

function shape(pen, colour, draw) {
  pen.fillStyle = colour;
  pen.beginPath();
  draw(pen);
  pen.fill();
}

const box = (pen, colour, x, y, width, height, radius = 0) =>
  shape(pen, colour, () => pen.roundRect(x, y, width, height, radius));
const disc = (pen, colour, x, y, radius) => shape(pen, colour, () => pen.arc(x, y, radius, 0, Math.PI * 2));

function backdrop(pen, top, bottom) {
  const sky = pen.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, top);
  sky.addColorStop(1, bottom);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
}

function tree(pen, x, y) {
  box(pen, "#8a6a4b", x - 14, y, 28, 170, 8);
  disc(pen, "#7fb08a", x, y - 30, 92);
  disc(pen, "#8fbf99", x - 50, y + 10, 62);
}

function child(pen) {
  backdrop(pen, "#dcecf5", "#f6f0e2");
  box(pen, "#cfd8c9", 0, 560, WIDTH, 160);
  tree(pen, 180, 380);
  tree(pen, 800, 400);
  box(pen, "#3d5a80", 424, 510, 46, 130, 16);
  box(pen, "#3d5a80", 490, 510, 46, 130, 16);
  box(pen, "#f4f4f0", 412, 624, 64, 30, 14);
  box(pen, "#f4f4f0", 486, 624, 64, 30, 14);
  box(pen, "#c8372d", 360, 352, 44, 150, 22);
  box(pen, "#c8372d", 556, 352, 44, 150, 22);
  box(pen, "#d94a3d", 392, 336, 176, 200, 44);
  disc(pen, "#f2cfae", 480, 250, 92);
  shape(pen, "#3a2b24", () => pen.arc(480, 236, 96, Math.PI, Math.PI * 2));
  disc(pen, "#3a2b24", 448, 262, 8);
  disc(pen, "#3a2b24", 512, 262, 8);
  box(pen, "#c98a6b", 462, 294, 36, 8, 4);
}

function lamp(pen) {
  backdrop(pen, "#39424e", "#20262e");
  box(pen, "#2a313a", 120, 120, 300, 600);
  box(pen, "#171c22", 180, 260, 180, 460, 6);
  for (let step = 0; step < 6; step += 1) box(pen, "#4b5563", 470 + step * 78, 660 - step * 62, 490, 62);
  box(pen, "#6b7280", 560, 0, 10, 150);
  box(pen, "#7c8794", 490, 150, 150, 26, 12);
  disc(pen, "#59636f", 565, 196, 38);
  disc(pen, "#49525d", 565, 196, 24);
}

const SCENES = { child, lamp };

/** A JPEG file with the scene "child" or "lamp". */
export async function samplePhoto(scene) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  SCENES[scene](canvas.getContext("2d"));
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
  return new File([blob], `${scene}.jpg`, { type: "image/jpeg" });
}
