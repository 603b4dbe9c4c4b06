namespace Rollcall.Server.Hosting;

/// <summary>Options read, or all that is wrong with them.</summary>
internal abstract record OptionsReading
{
    private OptionsReading() { }

    /// <summary>The options to run with.</summary>
    public sealed record Good(ServerOptions Options) : OptionsReading;

    /// <summary>Every fault, each one sentence that names key, value and what is allowed.</summary>
    public sealed record Bad(IReadOnlyList<string> Faults) : OptionsReading;
}
