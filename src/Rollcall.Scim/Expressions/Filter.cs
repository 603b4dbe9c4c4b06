namespace Rollcall.Scim.Expressions;

/// <summary>A filter of RFC 7644 section 3.4.2.2, as a tree of bounded depth.</summary>
public abstract record Filter
{
    private Filter() { }

    /// <summary>Both hold.</summary>
    public sealed record And(Filter Left, Filter Right) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => FilterText.Print(this);
    }

    /// <summary>At least one holds.</summary>
    public sealed record Or(Filter Left, Filter Right) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => FilterText.Print(this);
    }

    /// <summary>The inner one does not hold.</summary>
    public sealed record Not(Filter Inner) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => FilterText.Print(this);
    }

    /// <summary>An attribute compared with a value.</summary>
    public sealed record Compare(AttributePath Path, CompareOperator Operator, FilterValue Value) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => FilterText.Print(this);
    }

    /// <summary>The attribute has a value (<c>pr</c>).</summary>
    public sealed record Present(AttributePath Path) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => FilterText.Print(this);
    }

    /// <summary>
    /// One element of a multi-valued attribute satisfies the inner filter, whose paths name sub-attributes. The vendors'
    /// <c>emails[type eq "work"].value eq "x"</c> becomes a conjunction inside the brackets.
    /// </summary>
    public sealed record Some(AttributePath Path, Filter Inner) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => FilterText.Print(this);
    }
}
