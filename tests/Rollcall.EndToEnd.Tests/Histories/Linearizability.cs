using System.Globalization;

namespace Rollcall.EndToEnd.Tests.Histories;

/// <summary>
/// Searches an order of a history's operations in which each takes its effect at one moment between request and answer, and every answer is what that order gives.
/// </summary>
/// <remarks>
/// Wing and Gong's search with Lowe's memory of what was tried: which operations are done, and the state after them. Few are under way at once, so there are few such
/// pairs. Operations without an answer count apart, since they stay under way for ever.
/// </remarks>
internal static class Linearizability
{
    /// <summary>Pairs of done operations and state that are tried at most.</summary>
    public const int Bound = 2_000_000;

    private const int Widest = 64;

    /// <summary>Null where there is such an order, else what fits in none.</summary>
    /// <param name="history">The operations on one key, in any order.</param>
    /// <param name="initial">The state before all of them; equal states are equal by <c>Equals</c>.</param>
    /// <param name="step">The states in which an action may leave a state; none where its answer could not have been given there.</param>
    public static string? Fault<TState, TAction>(IEnumerable<Operation<TAction>> history, TState initial, Func<TState, TAction, IEnumerable<TState>> step)
    {
        var all = history.OrderBy(static operation => operation.Invoked).ToList();
        var search = new Search<TState, TAction>([.. all.Where(static o => !o.IsOpen)], [.. all.Where(static o => o.IsOpen)], step);
        return search.Run(initial);
    }

    private sealed class Search<TState, TAction>(Operation<TAction>[] answered, Operation<TAction>[] open, Func<TState, TAction, IEnumerable<TState>> step)
    {
        private readonly HashSet<Point> _tried = [];
        private readonly Stack<Point> _next = new();
        private Point _furthest = new(0, 0, 0, default!);

        public string? Run(TState initial)
        {
            if (open.Length > Widest)
            {
                return "More operations without an answer than can be searched.";
            }

            Visit(new Point(0, 0, 0, initial));
            while (_next.TryPop(out var point))
            {
                if (point.First == answered.Length)
                {
                    return null;
                }

                if (_tried.Count > Bound)
                {
                    return "More orders than can be searched.";
                }

                Follow(point);
            }

            return string.Create(CultureInfo.InvariantCulture, $"After {_furthest.First} of {answered.Length} operations nothing fits: {string.Join("; ", answered.Skip(Math.Max(0, _furthest.First - 4)).Take(12))}; open {string.Join("; ", open.AsEnumerable())}; state {_furthest.State}");
        }

        private void Follow(Point point)
        {
            // Nothing may be put behind an operation that was answered before it was asked for.
            var end = Operation<TAction>.Never;
            for (var at = point.First; at < answered.Length && answered[at].Invoked <= end; at++)
            {
                end = IsDone(point, at) ? end : Math.Min(end, answered[at].Completed);
            }

            for (var at = point.First; at < answered.Length && answered[at].Invoked <= end; at++)
            {
                if (!IsDone(point, at))
                {
                    Try(point, answered[at].Action, state => Done(point, at, state));
                }
            }

            for (var at = 0; at < open.Length && open[at].Invoked <= end; at++)
            {
                var bit = 1UL << at;
                if ((point.Open & bit) == 0)
                {
                    Try(point, open[at].Action, state => point with { Open = point.Open | bit, State = state });
                }
            }
        }

        private void Try(Point point, TAction action, Func<TState, Point> after)
        {
            foreach (var state in step(point.State, action))
            {
                Visit(after(state));
            }
        }

        private void Visit(Point point)
        {
            if (_tried.Add(point))
            {
                _next.Push(point);
                _furthest = point.First >= _furthest.First ? point : _furthest;
            }
        }

        private static bool IsDone(Point point, int at) => (point.Later & (1UL << (at - point.First))) != 0;

        private static Point Done(Point point, int at, TState state)
        {
            Assert.True(at - point.First < Widest, "More operations are under way at once than can be searched.");
            var (first, later) = (point.First, point.Later | (1UL << (at - point.First)));
            for (; (later & 1) != 0; later >>= 1)
            {
                first++;
            }

            return new Point(first, later, point.Open, state);
        }

        /// <param name="First">All answered operations before this one are done.</param>
        /// <param name="Later">Which are done from it on.</param>
        /// <param name="Open">Which of those without an answer are done.</param>
        /// <param name="State">The state after them.</param>
        private readonly record struct Point(int First, ulong Later, ulong Open, TState State);
    }
}
