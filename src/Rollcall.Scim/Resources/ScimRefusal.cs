using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Resources;

/// <summary>How a reader deep inside a document gives up; caught at the faces of the rooms, and never seen outside of them.</summary>
internal sealed class ScimRefusal(ScimError error) : Exception(error.Detail)
{
    public ScimError Error { get; } = error;

    public static ScimRefusal Value(string detail) => new(new ScimError(400, ScimErrorType.InvalidValue, detail));

    public static ScimRefusal Syntax(string detail) => new(new ScimError(400, ScimErrorType.InvalidSyntax, detail));

    public static ScimRefusal Path(string detail) => new(new ScimError(400, ScimErrorType.InvalidPath, detail));

    public static ScimRefusal Filter(string detail) => new(new ScimError(400, ScimErrorType.InvalidFilter, detail));

    public static ScimRefusal Mutability(string detail) => new(new ScimError(400, ScimErrorType.Mutability, detail));

    public static ScimRefusal NoTarget(string detail) => new(new ScimError(400, ScimErrorType.NoTarget, detail));
}
