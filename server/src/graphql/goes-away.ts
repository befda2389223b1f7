/** Until when what was replaced or has no meaning is answered still, for whoever asks for it. */
export const goesAway = 'it goes away after 2027-05-31';
