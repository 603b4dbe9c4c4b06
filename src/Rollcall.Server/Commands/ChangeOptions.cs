using System.CommandLine;

namespace Rollcall.Server.Commands;

/// <summary>The options of a command whose effect can be looked at first.</summary>
internal sealed class ChangeOptions
{
    /// <summary>Shows the effect and changes nothing.</summary>
    public Option<bool> Preview { get; } = Frame.Option<bool>("--preview", "Show who would gain and who would lose a license; change nothing.");

    /// <summary>The mark that a preview said.</summary>
    public Option<string?> Expect { get; } = Frame.Option<string?>("--expect", "The mark of a preview: do exactly that, or nothing where something has changed since.", "mark");

    public IReadOnlyList<Symbol> All => [Preview, Expect];
}
