namespace Rollcall.Scim.Expressions;

/// <summary>An open parenthesis or bracket, with what has been read inside it so far. <c>and</c> binds before <c>or</c>.</summary>
internal sealed class FilterFrame(FilterFrame.Opening opening, AttributePath? path = null)
{
    private Filter? _anyOf;
    private Filter? _allOf;

    public enum Opening
    {
        Text,
        Parenthesis,
        Negation,
        Bracket,
    }

    public Opening Kind { get; } = opening;

    public AttributePath? Path { get; } = path;

    public void Accept(Filter term) => _allOf = _allOf is null ? term : new Filter.And(_allOf, term);

    public void Or()
    {
        _anyOf = Sum();
        _allOf = null;
    }

    public Filter Sum() => _anyOf is null ? _allOf! : new Filter.Or(_anyOf, _allOf!);
}
