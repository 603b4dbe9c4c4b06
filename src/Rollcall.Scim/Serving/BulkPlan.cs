using Rollcall.Scim.Messages;

namespace Rollcall.Scim.Serving;

/// <summary>In which order bulk operations run: as they were sent, but what one needs comes before it; those that need each other form one knot.</summary>
internal static class BulkPlan
{
    /// <summary>Knots of operations, by index: almost always of one. A knot of several, or one that needs itself, holds POSTs alone.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Order(IReadOnlyList<BulkOperation> operations)
    {
        var makers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i].BulkId is { } id && IsPost(operations[i]))
            {
                makers.TryAdd(id, i);
            }
        }

        var needs = operations.Select(o => BulkReferences.Of(o).Where(makers.ContainsKey).Select(id => makers[id]).ToArray()).ToArray();
        return new Search(needs).Run();
    }

    public static bool IsPost(BulkOperation operation) => string.Equals(operation.Method, "POST", StringComparison.OrdinalIgnoreCase);

    /// <summary>Tarjan's strongly connected components, with a stack of its own: a chain of bulkIds may be as long as the request.</summary>
    private sealed class Search(int[][] needs)
    {
        private readonly int[] _seenAt = new int[needs.Length];
        private readonly int[] _lowest = new int[needs.Length];
        private readonly bool[] _open = new bool[needs.Length];
        private readonly Stack<int> _path = new();
        private readonly List<IReadOnlyList<int>> _knots = [];
        private int _count;

        public List<IReadOnlyList<int>> Run()
        {
            for (var i = 0; i < needs.Length; i++)
            {
                if (_seenAt[i] == 0)
                {
                    Walk(i);
                }
            }

            return _knots;
        }

        private void Walk(int root)
        {
            var calls = new Stack<(int Node, int Next)>();
            calls.Push((root, 0));
            while (calls.TryPop(out var call))
            {
                var (node, next) = call;
                if (next == 0)
                {
                    Enter(node);
                }
                else
                {
                    Lower(node, _lowest[needs[node][next - 1]]);
                }

                if (Descend(node, next) is { } child)
                {
                    calls.Push((node, child.Next));
                    calls.Push((child.Node, 0));
                }
                else if (_lowest[node] == _seenAt[node])
                {
                    Close(node);
                }
            }
        }

        private void Enter(int node)
        {
            _seenAt[node] = _lowest[node] = ++_count;
            _open[node] = true;
            _path.Push(node);
        }

        private (int Node, int Next)? Descend(int node, int next)
        {
            for (; next < needs[node].Length; next++)
            {
                var needed = needs[node][next];
                if (_seenAt[needed] == 0)
                {
                    return (needed, next + 1);
                }

                Lower(node, _seenAt[needed], needed);
            }

            return null;
        }

        private void Lower(int node, int value, int? of = null)
        {
            if (of is not { } other || _open[other])
            {
                _lowest[node] = Math.Min(_lowest[node], value);
            }
        }

        private void Close(int node)
        {
            var knot = new List<int>();
            int last;
            do
            {
                last = _path.Pop();
                _open[last] = false;
                knot.Add(last);
            }
            while (last != node);

            knot.Sort();
            _knots.Add(knot);
        }
    }
}
