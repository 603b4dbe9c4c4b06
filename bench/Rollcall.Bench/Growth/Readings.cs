using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Growth;

/// <summary>Figures by what was asked and at which size, round by round.</summary>
internal sealed class Readings
{
    private readonly Dictionary<(string Workload, int Size), List<Figures>> _figures = [];

    public void Add(string workload, int size, Figures figures)
    {
        if (!_figures.TryGetValue((workload, size), out var all))
        {
            _figures.Add((workload, size), all = []);
        }

        all.Add(figures);
    }

    public IEnumerable<int> Sizes(string workload) => _figures.Keys.Where(key => key.Workload == workload).Select(static key => key.Size).Order();

    public Spread? Of(string workload, int size, Func<Figures, double> figure) => _figures.TryGetValue((workload, size), out var all) ? Spread.Of(all.Select(figure)) : null;

    /// <summary>One size beside another, round by round.</summary>
    public Spread? Ratio(string workload, int size, string otherWorkload, int otherSize, Func<Figures, double> figure) =>
        _figures.TryGetValue((workload, size), out var own) && _figures.TryGetValue((otherWorkload, otherSize), out var its)
            ? Spread.Of(own.Zip(its, (a, b) => figure(a) / figure(b)))
            : null;
}
