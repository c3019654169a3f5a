// The moderators' console.
export {};
