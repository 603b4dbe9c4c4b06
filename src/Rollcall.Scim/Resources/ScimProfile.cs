using Rollcall.Scim.Expressions;

namespace Rollcall.Scim.Resources;

/// <summary>Which deviations from the RFCs are tolerated, and which of the answers they leave open is given. One per identity provider.</summary>
public sealed record ScimProfile
{
    /// <summary>The name: <c>entra</c>, <c>okta</c>, <c>onelogin</c>, <c>jumpcloud</c>, <c>ping</c>, <c>generic</c>, <c>strict</c>.</summary>
    public required string Name { get; init; }

    /// <summary>"True" and "false" are read as booleans where the schema's type is boolean, and only there (Entra ID without flag, OneLogin).</summary>
    public bool CoerceBooleans { get; init; } = true;

    /// <summary>A numeric string is read as a number, and a number or boolean as text, where the schema's type says so.</summary>
    public bool CoerceScalars { get; init; } = true;

    /// <summary>Unknown, misspelt and missing URNs in <c>schemas</c> are passed over and counted (Entra ID's ADSCIM URN, OneLogin's old ones).</summary>
    public bool AcceptUnknownSchemas { get; init; } = true;

    /// <summary>Attributes that no schema knows are passed over and counted; otherwise they are 400.</summary>
    public bool AcceptUnknownAttributes { get; init; } = true;

    /// <summary>An extension's attribute without its URN is taken for that of the extension (Entra ID's <c>manager</c>, <c>department</c>).</summary>
    public bool AcceptBareExtensionNames { get; init; } = true;

    /// <summary>A path with a value filter that matches nothing creates the element from its <c>eq</c> terms (Entra ID); otherwise 400 <c>noTarget</c>.</summary>
    public bool CreateOnMissingTarget { get; init; }

    /// <summary><c>Add</c>, <c>Replace</c> and <c>Remove</c> in any case (Entra ID without flag).</summary>
    public bool OpCaseInsensitive { get; init; } = true;

    /// <summary>Forms of filters and paths outside the grammar.</summary>
    public ExpressionForms ToleratedForms { get; init; } = ExpressionForms.Tolerant;

    /// <summary>An array of one is read as the value of a single-valued attribute, and a bare string as its <c>value</c> (manager from Entra ID).</summary>
    public bool UnwrapValues { get; init; } = true;

    /// <summary><c>manager: {"managerId": "..."}</c> means its <c>value</c> (OneLogin's templates, Keepnet and Monoskope, 2025).</summary>
    public bool ManagerIdIsValue { get; init; }

    /// <summary>PATCH of a readOnly attribute is passed over; otherwise 400 <c>mutability</c>.</summary>
    public bool IgnoreReadOnly { get; init; } = true;

    /// <summary>Of several <c>primary: true</c> the last one wins; otherwise they are 400.</summary>
    public bool LastPrimaryWins { get; init; } = true;

    /// <summary>An empty string clears a single-valued attribute in PATCH and PUT (Entra ID's null semantics).</summary>
    public bool EmptyTextClears { get; init; } = true;

    /// <summary>A successful PATCH of a user answers 200 with the resource; otherwise 204.</summary>
    public bool PatchAnswersBody { get; init; } = true;

    /// <summary>A successful PATCH of a group answers 200 with the resource; otherwise 204 (Entra ID asks for it: member lists are long).</summary>
    public bool PatchGroupAnswersBody { get; init; }

    /// <summary>PUT without <c>active</c> leaves it as it is; otherwise it is cleared like any other.</summary>
    public bool PutKeepsOmittedActive { get; init; } = true;

    /// <summary>PUT of a group without <c>members</c> leaves them as they are; otherwise it empties the group, as the RFC has it.</summary>
    public bool PutKeepsOmittedMembers { get; init; } = true;

    /// <summary>Answers are <c>application/json</c> where the request's own type was (OneLogin, developers.onelogin.com, 2026).</summary>
    public bool AnswersPlainJson { get; init; }

    /// <summary>A user's <c>groups</c> are returned without being asked for, and <c>/Schemas</c> says so; otherwise whoever wants them names them in <c>attributes</c>.</summary>
    public bool ReturnsGroups { get; init; }

    /// <summary>Microsoft Entra ID.</summary>
    public static ScimProfile Entra { get; } = new() { Name = "entra", CreateOnMissingTarget = true };

    /// <summary>Okta.</summary>
    public static ScimProfile Okta { get; } = new() { Name = "okta" };

    /// <summary>OneLogin.</summary>
    public static ScimProfile OneLogin { get; } = new() { Name = "onelogin", AnswersPlainJson = true, ManagerIdIsValue = true };

    /// <summary>JumpCloud.</summary>
    public static ScimProfile JumpCloud { get; } = new() { Name = "jumpcloud" };

    /// <summary>PingFederate and PingOne.</summary>
    public static ScimProfile Ping { get; } = new() { Name = "ping" };

    /// <summary>Any other client: as tolerant as can be without guessing.</summary>
    public static ScimProfile Generic { get; } = new() { Name = "generic", ReturnsGroups = true };

    /// <summary>The RFCs to the letter.</summary>
    public static ScimProfile Strict { get; } = new()
    {
        Name = "strict",
        CoerceBooleans = false,
        CoerceScalars = false,
        AcceptUnknownSchemas = false,
        AcceptUnknownAttributes = false,
        AcceptBareExtensionNames = false,
        OpCaseInsensitive = false,
        // The RFC itself prints members[value eq"..."] (section 3.5.2.2).
        ToleratedForms = ExpressionForms.MissingSpace,
        UnwrapValues = false,
        IgnoreReadOnly = false,
        LastPrimaryWins = false,
        EmptyTextClears = false,
        PatchGroupAnswersBody = true,
        PutKeepsOmittedActive = false,
        PutKeepsOmittedMembers = false,
        ReturnsGroups = true,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScimProfile> All { get; } = [Entra, Okta, OneLogin, JumpCloud, Ping, Generic, Strict];

    /// <summary>The profile of this name, case ignored, or null.</summary>
    public static ScimProfile? ByName(string name) => All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
}
