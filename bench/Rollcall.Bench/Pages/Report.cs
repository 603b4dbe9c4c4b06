using System.Globalization;
using Rollcall.Bench.SideBySide;

namespace Rollcall.Bench.Pages;

/// <summary>Takes down what a part finds while it runs.</summary>
internal sealed class Report
{
    public List<string> Notes { get; } = [];

    public List<Floor> Floors { get; } = [];

    public List<Grid> Grids { get; } = [];

    public List<Plot> Plots { get; } = [];

    public void Note(string text) => Notes.Add(text);

    /// <summary>A floor that the figure must reach.</summary>
    public void AtLeast(string workload, Spread? figure, double floor, string unit, string format = "0.00") =>
        Add(workload, figure, $"at least {Show(floor, format)}{unit}", unit, format, value => value >= floor);

    /// <summary>A ceiling that it must not pass.</summary>
    public void AtMost(string workload, Spread? figure, double ceiling, string unit, string format = "0.00") =>
        Add(workload, figure, $"at most {Show(ceiling, format)}{unit}", unit, format, value => value <= ceiling);

    public void Must(string workload, string asked, string measured, bool isMet) => Floors.Add(new Floor(workload, asked, measured, isMet));

    public Grid Table(string title, params string[] columns)
    {
        var grid = new Grid(title, [.. columns], []);
        Grids.Add(grid);
        return grid;
    }

    public static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private void Add(string workload, Spread? figure, string asked, string unit, string format, Func<double, bool> isMet)
    {
        if (figure is not null)
        {
            Floors.Add(new Floor(workload, asked, figure.Show(format) + unit, isMet(figure.Median)));
        }
    }
}
