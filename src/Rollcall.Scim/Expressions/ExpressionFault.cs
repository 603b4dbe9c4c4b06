namespace Rollcall.Scim.Expressions;

/// <summary>How a parser gives up; caught where the room is entered, and never seen outside of it.</summary>
internal sealed class ExpressionFault(int column, string message) : Exception(message)
{
    /// <summary>1-based.</summary>
    public int Column { get; } = column;
}
