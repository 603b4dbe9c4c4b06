using System.Text.Json.Nodes;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Patching;

/// <summary>Operations on <c>members</c> as changes that never need the group: adds, removes, replacements, in order.</summary>
internal sealed class MemberSteps(ValueReader values)
{
    private readonly List<MemberChange> _changes = [];

    public IReadOnlyList<MemberChange> Changes => _changes;

    /// <summary>An operation whose path is <c>members</c>.</summary>
    public void Take(PatchOperation operation)
    {
        var ids = MemberValues.Read(operation.Value);
        switch (operation.Verb)
        {
            case PatchVerb.Add:
                Append(new MemberChange.Add(ids));
                break;
            case PatchVerb.Replace:
                Append(new MemberChange.Replace(ids));
                break;
            // The members to remove stand in the value (Entra ID without flag, JumpCloud): exactly these go, never all.
            case PatchVerb.Remove when operation.Value is not null:
                values.Tolerances.Add("value-array-remove", "members");
                Append(new MemberChange.Remove(ids));
                break;
            default:
                Append(new MemberChange.Replace([]));
                break;
        }
    }

    /// <summary>An operation whose path is <c>members[value eq "..."]</c>.</summary>
    public void TakeElements(PatchVerb verb, Filter where)
    {
        if (verb == PatchVerb.Remove)
        {
            var ids = new List<string>();
            Collect(where, ids);
            Append(new MemberChange.Remove([.. ids.Distinct(StringComparer.Ordinal)]));
        }
        else if (values.Profile.IgnoreReadOnly)
        {
            values.Tolerances.Add("immutable-member", "members");
        }
        else
        {
            throw ScimRefusal.Mutability("The parts of a member cannot be changed: remove it and add another.");
        }
    }

    private static void Collect(Filter where, List<string> ids)
    {
        switch (where)
        {
            case Filter.Or or:
                Collect(or.Left, ids);
                Collect(or.Right, ids);
                break;
            case Filter.Compare { Operator: CompareOperator.Eq, Value: FilterValue.Text text } compare
                when string.Equals(compare.Path.Name, "value", StringComparison.OrdinalIgnoreCase):
                ids.Add(text.Value);
                break;
            default:
                throw ScimRefusal.Filter("Members to remove are selected by value eq \"id\" alone, several of them joined by or.");
        }
    }

    /// <summary>Neighbours of one kind become one change; what changes nothing is left out.</summary>
    private void Append(MemberChange change)
    {
        var last = _changes.Count == 0 ? null : _changes[^1];
        switch (last, change)
        {
            case (_, MemberChange.Add { Ids.Count: 0 } or MemberChange.Remove { Ids.Count: 0 }):
                break;
            case (MemberChange.Add before, MemberChange.Add next):
                _changes[^1] = new MemberChange.Add(Union(before.Ids, next.Ids));
                break;
            case (MemberChange.Remove before, MemberChange.Remove next):
                _changes[^1] = new MemberChange.Remove(Union(before.Ids, next.Ids));
                break;
            case (_, MemberChange.Replace):
                _changes.Clear();
                _changes.Add(change);
                break;
            default:
                _changes.Add(change);
                break;
        }
    }

    private static IReadOnlyList<string> Union(IReadOnlyList<string> left, IReadOnlyList<string> right) => [.. left.Union(right, StringComparer.Ordinal)];
}
