import type { Palette } from './shapes.js';

const palette = (
  ground: string,
  glow: string,
  shade: string,
  body: string,
  deep: string,
  light: string,
  accent: string,
  ink: string,
): Palette => ({ ground, glow, shade, body, deep, light, accent, ink });

/** Each category draws from its own small family of these, so that a shelf looks like one hand arranged it. */
export const palettes = {
  // coffee
  roast: palette('#e9d6c0', '#f7ebdb', '#d8bb9b', '#7a4a31', '#5a3321', '#fcf4e8', '#e28c4c', '#38221a'),
  caramel: palette('#f3d8ae', '#fcebcd', '#e8be82', '#b7682f', '#8c4a1f', '#fff7e8', '#2f6f63', '#4a2913'),
  berry: palette('#efd0cc', '#fae6e1', '#e0aca9', '#a3424d', '#7b2b38', '#fff4ef', '#f0aa69', '#45181f'),
  forest: palette('#cfdcc9', '#e6eee0', '#abc2a6', '#3f6a52', '#2c4d3b', '#fbf7ea', '#e5a04f', '#1d3328'),
  // cups and gear
  sage: palette('#d7e2d4', '#ebf1e7', '#b9cdb7', '#5b866e', '#416553', '#fbf9f0', '#e79a58', '#22392f'),
  clay: palette('#f2d6c6', '#fbe9de', '#e4b59d', '#c7644a', '#9e4733', '#fff6ee', '#3f7277', '#4b2118'),
  mist: palette('#d8e2e9', '#edf2f5', '#b6c9d5', '#567b93', '#3d5d72', '#fbfaf5', '#e88f62', '#20333f'),
  // home
  linen: palette('#ece4d5', '#f8f3e9', '#d6c8b0', '#b39268', '#8d6f4a', '#fffaf0', '#7d8f69', '#43331f'),
  moss: palette('#dde2c8', '#eef1df', '#c0c9a0', '#71864b', '#546736', '#fcfaec', '#d9825b', '#2b3519'),
  dusk: palette('#3d4a66', '#55648a', '#2f3a52', '#e6a05a', '#bd7735', '#fff0d8', '#f5cd86', '#192034'),
  // wear
  ochre: palette('#f2dfb4', '#fbf0d3', '#e3c47e', '#cf8f2e', '#a06b1a', '#fffaea', '#3e6488', '#46300f'),
  denim: palette('#d2dcea', '#e8eef6', '#aebfd8', '#3f5f91', '#2c456d', '#fbfaf4', '#f0a04e', '#1a2a45'),
  rose: palette('#f4d8d6', '#fcebe9', '#e6b6b4', '#cc6f74', '#a34f57', '#fff8f4', '#6b8f71', '#4d2127'),
  // treats
  honey: palette('#f8e2b4', '#fef2d6', '#efca7c', '#d68d33', '#a9671c', '#fffbee', '#b8475a', '#4d2f0e'),
  festive: palette('#f9dcae', '#feefd2', '#f2c27c', '#c8372d', '#9c241f', '#fff7e6', '#eaa62f', '#45100d'),
  cocoa: palette('#e7d5ca', '#f5eae2', '#cfb2a1', '#6d4236', '#4d2c24', '#fdf5ef', '#e2906f', '#2f1a15'),
  // vouchers and memberships
  sun: palette('#fadf9f', '#fef0c8', '#f3c965', '#e06d38', '#b54f1f', '#fffbef', '#2d7179', '#4a280f'),
  coral: palette('#fad3c5', '#fee9e0', '#f2ac98', '#e25f4b', '#b84432', '#fff7f2', '#2f6d6b', '#4d1a13'),
  mint: palette('#cfe8dc', '#e7f5ee', '#a3d2bd', '#2f8a6c', '#1f6650', '#fbfdf5', '#f1a24d', '#123a2d'),
  iris: palette('#dbd6ee', '#eeebf8', '#bbb2de', '#6557a6', '#4a3e82', '#fbf9ff', '#f0a35f', '#251d4a'),
  // classes and events
  teal: palette('#cce3e2', '#e5f2f1', '#a2cbc9', '#2d7b7d', '#1e5b5e', '#faf9f1', '#f0935f', '#123638'),
  plum: palette('#e2d3df', '#f3e8f1', '#c9aec5', '#804a78', '#5f3259', '#fdf6fb', '#eca85c', '#331a30'),
  night: palette('#33305a', '#4b4780', '#272447', '#e9846a', '#bf5f4a', '#fdeeda', '#f6c667', '#141230'),
  // miles and partner points
  sky: palette('#cde3f3', '#e8f3fa', '#9fc8e6', '#3579b8', '#245a8e', '#fcfcf8', '#f4a24f', '#14324f'),
  dawn: palette('#f9d9c4', '#fdeede', '#f0b695', '#dd7453', '#b05338', '#fff9f2', '#40749b', '#4a2115'),
  // the outdoor and tea brand
  pine: palette('#c6d6cb', '#dfeae2', '#99b5a3', '#2d5e4a', '#1e4435', '#f6f4e6', '#e8853d', '#10291f'),
  tea: palette('#e2e3bf', '#f1f2dc', '#c5c88c', '#75883a', '#576727', '#fdfbec', '#c1623c', '#2b3411'),
  slate: palette('#d3d8da', '#e9ecec', '#adb7bb', '#4a606a', '#34464f', '#f8f7f1', '#e2a03f', '#1b272d'),
  ember: palette('#2f4640', '#44635a', '#22352f', '#e58a48', '#b9652b', '#fbeed6', '#f5c25e', '#0f1d19'),
} satisfies Record<string, Palette>;

export type PaletteName = keyof typeof palettes;
