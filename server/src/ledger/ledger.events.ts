/** The topic under which a member's balance is followed. */
export const MEMBER_TOPIC = 'member';
