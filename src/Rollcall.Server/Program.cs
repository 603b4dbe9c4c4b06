using Rollcall.Server.Commands;

namespace Rollcall.Server;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var terminal = Terminal.OfProcess();
        try
        {
            return await CommandTree.RunAsync(args, terminal, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            return Exit.Interrupted;
        }
#pragma warning disable CA1031 // The last of the three edges where exceptions end (docs/house.md).
        catch (Exception bug)
#pragma warning restore CA1031
        {
            await terminal.Error.WriteLineAsync($"rollcall failed; this is a defect, please report it:\n{bug}");
            return Exit.Failed;
        }
    }
}
