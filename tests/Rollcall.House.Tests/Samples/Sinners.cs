// A little house in which each rule finds its sinner. Nothing here is used by the product.
#pragma warning disable MA0009, MA0049 // these sins are the point
namespace Rollcall.House.Tests.Samples.Low
{
    public sealed class Ladder
    {
        public static string Climb() => High.Roof.Name;
    }

    public sealed class Dreamer
    {
        public static object Sleep() => new Func<System.Threading.Tasks.Task>(static () => System.Threading.Tasks.Task.CompletedTask);
    }

    public sealed class Innocent
    {
        public static int Add(int a, int b) => a + b;
    }

    public static class LadderTable
    {
        public const string Sql = """
            select count(*)
            from lanes
            """;
    }
}

namespace Rollcall.House.Tests.Samples.High
{
    public static class Roof
    {
        public const string Sql = "update lanes set commit_no = 1";

        public static string Name => Low.Innocent.Add(1, 2).ToString(System.Globalization.CultureInfo.InvariantCulture);

        public static object Wire() => new System.Net.Http.HttpMethod("GET");
    }

    public sealed class High;

    public static class NothingManager;

    public class Open;

    public abstract class HalfOpen;

    public abstract record Family
    {
        private Family()
        {
        }

        public sealed record Case : Family;
    }

    public static class Patterns
    {
        public static bool Slow(string text) => System.Text.RegularExpressions.Regex.IsMatch(text, "(a+)+$", System.Text.RegularExpressions.RegexOptions.ExplicitCapture);

        public static bool Steady(string text) => new System.Text.RegularExpressions.Regex("a", System.Text.RegularExpressions.RegexOptions.NonBacktracking).IsMatch(text);
    }

    public sealed class Tower
    {
        private static readonly int[] Data =
        [
            1,
            2,
            3,
            4,
        ];

        private readonly int[] more =
        [
            1,
            2,
            3,
            4,
        ];

        public Tower() => more[0] = Data[0];

        public int Tall()
        {
            var sum = 0;
            foreach (var one in more)
            {
                sum += one;
            }

            return sum;
        }
    }
}

namespace Rollcall.House.Tests.Samples.Attic
{
    public static class Stranger;
}

namespace Rollcall.House.Tests.Samples.High.Console
{
    public static class Hider;
}
