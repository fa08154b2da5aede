// Loguru's levels, the most serious first.
export const LEVELS = ['CRITICAL', 'ERROR', 'WARNING', 'SUCCESS', 'INFO', 'DEBUG', 'TRACE'];
