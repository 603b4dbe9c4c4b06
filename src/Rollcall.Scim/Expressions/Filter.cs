namespace Rollcall.Scim.Expressions;

/// <summary>A filter of RFC 7644 section 3.4.2.2, as a tree.</summary>
public abstract record Filter
{
    private Filter() { }
}
