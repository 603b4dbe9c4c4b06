using System.Globalization;
using System.Text;

namespace Rollcall.Bench.Pages;

/// <summary>Draws a plot as SVG text: no script, no font of its own, readable on white and on dark.</summary>
internal static class SvgPlot
{
    private const double Width = 760;
    private const double Height = 360;
    private const double Left = 74;
    private const double Right = 20;
    private const double Top = 64;
    private const double Bottom = 56;

    private static readonly string[] s_colors = ["#2563eb", "#d97706", "#059669", "#dc2626", "#7c3aed", "#6b7280", "#0891b2", "#be185d"];

    public static string Draw(Plot plot)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"system-ui, sans-serif\" font-size=\"12\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(plot.Title)}</title>\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>\n");
        Text(svg, Left, 20, plot.Title, "start", "#111827", 14);
        Legend(svg, plot);
        var y = YScale(plot);
        YAxis(svg, plot, y);
        if (plot.Names.Count > 0)
        {
            Bars(svg, plot, y);
        }
        else
        {
            Lines(svg, plot, XScale(plot), y);
        }

        if (plot.Mark is { } mark && mark >= y.Least && mark <= y.Greatest)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {y.At(mark):0.0}H{Width - Right}\" stroke=\"#111827\" stroke-dasharray=\"6 4\"/>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Legend(StringBuilder svg, Plot plot)
    {
        var x = Left;
        for (var i = 0; i < plot.Series.Count && plot.Series.Count > 1; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.0}\" y=\"34\" width=\"11\" height=\"11\" fill=\"{Color(i)}\"/>\n");
            Text(svg, x + 16, 44, plot.Series[i].Name, "start");
            x += 34 + (plot.Series[i].Name.Length * 6.4);
        }
    }

    private static void YAxis(StringBuilder svg, Plot plot, Scale y)
    {
        foreach (var tick in y.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {y.At(tick):0.0}H{Width - Right}\" stroke=\"#e5e7eb\"/>\n");
            Text(svg, Left - 8, y.At(tick) + 4, Short(tick), "end");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(16 {(Top + Height - Bottom) / 2:0.0}) rotate(-90)\" text-anchor=\"middle\" fill=\"#374151\">{Escape(plot.Y)}</text>\n");
        Text(svg, (Left + Width - Right) / 2, Height - 10, plot.X, "middle");
    }

    private static void Lines(StringBuilder svg, Plot plot, Scale x, Scale y)
    {
        foreach (var tick in x.Ticks())
        {
            Text(svg, x.At(tick), Height - Bottom + 18, Short(tick), "middle");
        }

        for (var i = 0; i < plot.Series.Count; i++)
        {
            var dots = plot.Series[i].Dots;
            var path = string.Join(' ', dots.Select((d, n) => string.Create(CultureInfo.InvariantCulture, $"{(n == 0 ? 'M' : 'L')}{x.At(d.X):0.0} {y.At(d.Y):0.0}")));
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{Color(i)}\" stroke-width=\"{(dots.Count > 60 ? 1.2 : 2)}\"/>\n");
            foreach (var dot in dots.Where(_ => dots.Count <= 60))
            {
                Whisker(svg, x.At(dot.X), dot, y, Color(i));
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x.At(dot.X):0.0}\" cy=\"{y.At(dot.Y):0.0}\" r=\"3\" fill=\"{Color(i)}\"/>\n");
            }
        }
    }

    private static void Bars(StringBuilder svg, Plot plot, Scale y)
    {
        var slot = (Width - Left - Right) / plot.Names.Count;
        var wide = plot.IsStacked ? slot * 0.55 : slot * 0.8 / plot.Series.Count;
        for (var n = 0; n < plot.Names.Count; n++)
        {
            Text(svg, Left + (slot * (n + 0.5)), Height - Bottom + 18, plot.Names[n], "middle");
            var below = 0.0;
            for (var i = 0; i < plot.Series.Count; i++)
            {
                if (plot.Series[i].Dots.FirstOrDefault(d => (int)d.X == n) is not { } dot)
                {
                    continue;
                }

                var x = plot.IsStacked ? Left + (slot * (n + 0.225)) : Left + (slot * (n + 0.1)) + (wide * i);
                var (from, to) = (y.At(Math.Max(y.Least, below)), y.At(below + dot.Y));
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.0}\" y=\"{to:0.0}\" width=\"{wide:0.0}\" height=\"{Math.Max(0, from - to):0.0}\" fill=\"{Color(i)}\"/>\n");
                below += plot.IsStacked ? dot.Y : 0;
                if (!plot.IsStacked)
                {
                    Whisker(svg, x + (wide / 2), dot, y, "#111827");
                }
            }
        }
    }

    private static void Whisker(StringBuilder svg, double x, Dot dot, Scale y, string color)
    {
        if (dot.Greatest > dot.Least)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x:0.0} {y.At(dot.Least):0.0}V{y.At(dot.Greatest):0.0}\" stroke=\"{color}\"/>\n");
        }
    }

    private static Scale XScale(Plot plot)
    {
        var all = plot.Series.SelectMany(static s => s.Dots).Select(static d => d.X).ToList();
        return new Scale(all.Min(), Math.Max(all.Max(), all.Min() + 1e-9), Left + 14, Width - Right - 14, plot.IsLogX);
    }

    private static Scale YScale(Plot plot)
    {
        var dots = plot.Series.SelectMany(static s => s.Dots).ToList();
        var most = plot.IsStacked ? dots.GroupBy(static d => (int)d.X).Max(static g => g.Sum(static d => d.Y)) : dots.Max(static d => d.Greatest);
        most = Math.Max(most, plot.Mark ?? 0);
        var least = plot.IsLogY ? dots.Where(static d => d.Least > 0).Select(static d => d.Least).DefaultIfEmpty(1).Min() * 0.8 : 0;
        return new Scale(least, Math.Max(most * 1.08, least + 1e-9), Height - Bottom, Top, plot.IsLogY);
    }

    private static string Color(int n) => s_colors[n % s_colors.Length];

    private static string Short(double v) => v switch
    {
        >= 1_000_000 => (v / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        >= 10_000 => (v / 1_000).ToString("0.##", CultureInfo.InvariantCulture) + " k",
        _ => v.ToString("#,0.###", CultureInfo.InvariantCulture),
    };

    private static void Text(StringBuilder svg, double x, double y, string text, string anchor, string color = "#374151", int size = 12) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.0}\" y=\"{y:0.0}\" text-anchor=\"{anchor}\" fill=\"{color}\" font-size=\"{size}\">{Escape(text)}</text>\n");

    private static string Escape(string text) => System.Net.WebUtility.HtmlEncode(text);
}
