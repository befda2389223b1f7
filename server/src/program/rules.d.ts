import { z } from 'zod';
export declare const rulesShape: z.ZodObject<{
    expiry: z.ZodDefault<z.ZodDiscriminatedUnion<[z.ZodObject<{
        kind: z.ZodLiteral<"rolling">;
        months: z.ZodInt;
    }, z.core.$strict>, z.ZodObject<{
        kind: z.ZodLiteral<"fixed">;
        month: z.ZodInt;
        day: z.ZodInt;
    }, z.core.$strict>, z.ZodObject<{
        kind: z.ZodLiteral<"never">;
    }, z.core.$strict>], "kind">>;
    purchase: z.ZodPrefault<z.ZodObject<{
        pointsPerUnit: z.ZodDefault<z.ZodNumber>;
        pendingDays: z.ZodDefault<z.ZodInt>;
        maxPointsPerOrder: z.ZodDefault<z.ZodNullable<z.ZodInt>>;
        categories: z.ZodDefault<z.ZodRecord<z.ZodString, z.ZodNumber>>;
    }, z.core.$strict>>;
    checkIn: z.ZodPrefault<z.ZodObject<{
        daily: z.ZodDefault<z.ZodInt>;
        steps: z.ZodDefault<z.ZodArray<z.ZodObject<{
            day: z.ZodInt;
            points: z.ZodInt;
        }, z.core.$strict>>>;
        repeatAfter: z.ZodDefault<z.ZodInt>;
    }, z.core.$strict>>;
    expiringSoonDays: z.ZodDefault<z.ZodInt>;
    paymentMinutes: z.ZodDefault<z.ZodInt>;
    refundGraceDays: z.ZodDefault<z.ZodInt>;
    pointsPerCurrencyUnit: z.ZodDefault<z.ZodInt>;
    bands: z.ZodDefault<z.ZodArray<z.ZodObject<{
        key: z.ZodString;
        pointsMin: z.ZodInt;
        pointsMax: z.ZodNullable<z.ZodInt>;
    }, z.core.$strict>>>;
}, z.core.$strict>;
/** Every number a mall may set for itself, complete with the defaults a new mall starts with. */
export type ProgramRules = z.infer<typeof rulesShape>;
/** What may be stored in program.rules: any part of the rules, the rest being defaults. */
export type ProgramRulesInput = z.input<typeof rulesShape>;
/** Throws when stored rules break their own shape: a program must never run on half-understood rules. */
export declare function parseRules(stored: unknown): ProgramRules;
export declare const defaultRules: ProgramRules;
