namespace Rollcall.Scim.Resources;

/// <summary>One kind of forgiven deviation at one place.</summary>
/// <param name="Code">A stable word.</param>
/// <param name="Where">The attribute, path or URN.</param>
/// <param name="Count">How often in this request.</param>
public sealed record Tolerance(string Code, string Where, int Count);
