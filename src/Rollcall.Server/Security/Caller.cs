using Rollcall.Core.Access;

namespace Rollcall.Server.Security;

/// <summary>Who asks.</summary>
internal abstract record Caller
{
    private Caller() { }

    /// <summary>How the journal names him; never a secret.</summary>
    public abstract string Actor { get; }

    /// <summary>Whether he may do something in an account (0: in the installation itself).</summary>
    public abstract bool May(Right right, long account);

    /// <summary>Whether he may ask this at all, whatever his rights: a key may be narrowed to some requests.</summary>
    public virtual bool MayAsk(string verb, string path) => true;

    /// <summary>Whether he is narrowed to some requests.</summary>
    public virtual bool IsNarrowed => false;

    /// <summary>Nobody known.</summary>
    /// <param name="Why">What was wrong with the credential, for the one who sent it.</param>
    public sealed record Nobody(Unproven Why) : Caller
    {
        public override string Actor => "nobody";

        public override bool May(Right right, long account) => false;
    }

    /// <summary>Whoever can open the operator socket: the file system has checked.</summary>
    public sealed record LocalOperator : Caller
    {
        public override string Actor => "local operator";

        public override bool May(Right right, long account) => Authority.May(CredentialKind.Operator, 0, right, account);
    }

    /// <summary>The bearer of a live key.</summary>
    public sealed record Holder(Credential Key) : Caller
    {
        public override string Actor => Key.Prefix;

        public override bool IsNarrowed => Key.Routes is not null;

        public override bool MayAsk(string verb, string path) => Key.Routes is not { } limits || limits.Admits(verb, path);

        public override bool May(Right right, long account) => Authority.May(Key.Kind, Key.Account, right, account);
    }
}
