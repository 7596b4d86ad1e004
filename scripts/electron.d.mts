export declare function findElectron(): string | null
export declare function getElectron(): string | null
