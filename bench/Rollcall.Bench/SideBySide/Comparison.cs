using System.Globalization;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.SideBySide;

/// <summary>The servers beside each other in interleaved rounds: each round starts each of them anew, so that what the machine does meanwhile falls on all.</summary>
internal sealed class Comparison(string? postgres, int rounds, TimeSpan duration)
{
    private const int Users = 1000;
    private const string Scimmy = "scimmy";

    private readonly Dictionary<(string Peer, string Workload, int Connections), List<Figures>> _figures = [];

    /// <summary>Runs all rounds.</summary>
    public async Task<Comparison> RunAsync(Action<string> say)
    {
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (start, workloads) in Contestants())
            {
                await using var peer = await start();
                say($"round {round} of {rounds}: {peer.Name}");
                await PeerAsync(peer, workloads);
            }
        }

        return this;
    }

    /// <summary>The median of a figure over the rounds, with its least and greatest; null where it was not measured.</summary>
    public Spread? Of(string peer, string workload, int connections, Func<Figures, double> figure) =>
        _figures.TryGetValue((peer, workload, connections), out var all) ? Spread.Of(all.Select(figure)) : null;

    /// <summary>The ratio to another peer, round by round, as median with least and greatest.</summary>
    public Spread? Ratio(string peer, string workload, int connections, string other, string otherWorkload) =>
        _figures.TryGetValue((peer, workload, connections), out var own) && _figures.TryGetValue((other, otherWorkload, connections), out var its)
            ? Spread.Of(own.Zip(its, static (a, b) => a.PerSecond / b.PerSecond))
            : null;

    private async Task PeerAsync(Peer peer, IReadOnlyList<Workload> workloads)
    {
        var scene = workloads[0] == Workload.Echo ? new Scene(peer.Target, [], [], "", "") : await Scene.FillAsync(peer.Target, Users);
        var warmUp = (peer.Name == Scimmy ? WarmUp.Node : WarmUp.Dotnet) / workloads.Count;
        foreach (var workload in workloads)
        {
            await ClosedLoop.RunAsync(peer.Target.Base, workload.Prepare(scene, workload.Connections[^1]), warmUp, peer.Cpu);
        }

        foreach (var workload in workloads)
        {
            foreach (var connections in workload.Connections)
            {
                var figures = await ClosedLoop.RunAsync(peer.Target.Base, workload.Prepare(scene, connections), duration, peer.Cpu);
                if (!_figures.TryGetValue((peer.Name, workload.Name, connections), out var all))
                {
                    _figures.Add((peer.Name, workload.Name, connections), all = []);
                }

                all.Add(figures);
            }
        }
    }

    private IEnumerable<(Func<Task<Peer>> Start, IReadOnlyList<Workload> Workloads)> Contestants()
    {
        yield return (Starting.BareAsync, [Workload.Echo]);
        yield return (static () => Starting.OursAsync(new Ours()), Workload.All);
        if (postgres is not null)
        {
            yield return (() => Starting.OursAsync(new Ours { Postgres = postgres }), Workload.All);
        }

        yield return (Starting.ScimmyAsync, Workload.All);
    }
}

/// <summary>A median with the least and the greatest.</summary>
internal sealed record Spread(double Median, double Least, double Greatest)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new Spread(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    public string Show(string format) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} [{Least.ToString(format, CultureInfo.InvariantCulture)}–{Greatest.ToString(format, CultureInfo.InvariantCulture)}]");
}
