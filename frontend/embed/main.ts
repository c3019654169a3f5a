// The embed: one script that brings the discussion into a newspaper's page.
export {};
