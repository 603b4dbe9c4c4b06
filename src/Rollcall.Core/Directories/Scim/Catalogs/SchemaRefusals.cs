using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>The refusals about schemas, resource types and indexes, in one place so that their sentences agree.</summary>
internal static class SchemaRefusals
{
    public static readonly Refusal AccountMissing = new(RefusalKind.Missing, "account-unknown", "There is no such account.", "List the accounts with 'rollcall account list'.");

    public static readonly Refusal SchemaMissing = new(
        RefusalKind.Missing, "schema-unknown", "The account has no custom schema of this URN.", "'rollcall schema list' shows what it has.");

    public static readonly Refusal TypeMissing = new(
        RefusalKind.Missing, "resource-type-unknown", "The account has no such resource type.", "'rollcall resource-type list' shows what it has.");

    public static readonly Refusal IndexMissing = new(
        RefusalKind.Missing, "index-unknown", "The account has no index of this attribute.", "'rollcall index list' shows what it has.");

    public static readonly Refusal TooLarge = new(
        RefusalKind.Invalid, "schema-too-large", $"The document of one schema or resource type has at most {SchemaPiece.LargestDocument / 1024} KiB.", "Leave out descriptions, or make several schemas of it.");

    public static readonly Refusal TooManySchemas = new(
        RefusalKind.Conflict, "too-many-schemas", $"An account has at most {SchemaRules.MostSchemas} custom schemas and {SchemaRules.MostTypes} resource types.", "Remove those that are not used.");

    public static readonly Refusal TooManyIndexes = new(
        RefusalKind.Conflict, "too-many-indexes", $"An account has at most {SchemaRules.MostIndexes} indexed attributes.", "Drop one that no filter needs: 'rollcall index drop'.");

    public static Refusal Unfit(string? detail) => new(
        RefusalKind.Invalid, "schema-invalid", $"The schemas cannot be taken: {detail}", "Correct the document; RFC 7643 sections 6 and 7 say what it may hold.");

    public static Refusal Reserved(string urn) => new(
        RefusalKind.Invalid, "schema-reserved", $"The URN {urn} is reserved for SCIM itself.", "Take a URN of your own, such as urn:example:scim:schemas:badge:1.0:User.");

    public static Refusal Named(string type, string attribute) => new(
        RefusalKind.Invalid, "attribute-reserved", $"The base schema of {type} has an attribute '{attribute}', which Rollcall keeps for the members and groups of Group and User.", "Give the attribute another name.");

    public static Refusal Referenced(string urn, string type) => new(
        RefusalKind.Conflict, "schema-referenced", $"The resource type {type} names the schema {urn}.", "Remove it from the resource type first, or load both in one file.");

    public static Refusal SchemaInUse(string urn, string type, IEnumerable<string> breaks) => new(
        RefusalKind.Conflict,
        "schema-in-use",
        $"Resources of type {type} carry the schema {urn}, and the change would break them: {string.Join("; ", breaks)}.",
        "Define a new schema under another URN, or clear the attributes at the identity provider first.");

    public static Refusal TypeInUse(string type, string what) => new(
        RefusalKind.Conflict, "resource-type-in-use", $"There are resources of type {type}, so {what}.", "Delete those resources first, or leave this part of the type as it is.");

    public static Refusal Indexed(string type, string path) => new(
        RefusalKind.Conflict, "attribute-indexed", $"{path} of {type} is indexed, and would not be there any more.", $"Drop the index first: rollcall index drop '{path}' --type {type}");

    public static Refusal StillDropping(string type, string path) => new(
        RefusalKind.Conflict, "index-dropping", $"The rows of the index of {path} of {type} are still being removed.", "Ask again in some seconds.");

    public static Refusal Attribute(string? detail) => new(
        RefusalKind.Invalid, "attribute-unknown", $"This attribute cannot be indexed: {detail}", "Name an attribute of the type, such as title or urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter.");
}
