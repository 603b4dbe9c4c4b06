using System.Runtime.CompilerServices;

namespace Rollcall.Scim.Resources;

/// <summary>The names of one JSON object, without regard to case. Most objects have few: those are compared one by one, and cost no memory of their own.</summary>
internal struct SeenNames
{
    private const int Few = 8;

    private FewNames _first;
    private int _count;
    private HashSet<string>? _all;

    /// <summary>False where the name was there before.</summary>
    public bool Add(string name)
    {
        if (_all is not null)
        {
            return _all.Add(name);
        }

        for (var i = 0; i < _count; i++)
        {
            if (string.Equals(_first[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        if (_count < Few)
        {
            _first[_count++] = name;
            return true;
        }

        _all = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in _first)
        {
            _all.Add(one);
        }

        return _all.Add(name);
    }

    [InlineArray(Few)]
    private struct FewNames
    {
        private string _name;
    }
}
