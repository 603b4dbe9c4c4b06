using Rollcall.Core.Access;

namespace Rollcall.Server.Hosting;

/// <summary>What an endpoint asks of its caller. An endpoint that bears none of these is refused to everybody.</summary>
internal abstract record Demand
{
    private Demand() { }

    /// <summary>Nothing: probes.</summary>
    public sealed record Nothing : Demand;

    /// <summary>What the endpoint itself asks for and judges: the proof of an OAuth client.</summary>
    public sealed record OwnProof : Demand;

    /// <summary>Any live key.</summary>
    public sealed record AnyKey : Demand;

    /// <summary>A right in the installation itself.</summary>
    public sealed record Here(Right Right) : Demand;

    /// <summary>A right in the account that the route names as <c>{account}</c>.</summary>
    public sealed record InAccount(Right Right) : Demand;

    /// <summary>Nothing, but a key is looked at where one is sent: connecting.</summary>
    public sealed record KeyIfAny : Demand;

    /// <summary>The token of the directory that the path names; asked before the endpoint is reached.</summary>
    public sealed record DirectoryToken : Demand;

    /// <summary>Anybody on this machine or on the metrics port, and operators.</summary>
    public sealed record LocalOrOperator : Demand;
}
