using Rollcall.Core.Licensing;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Api;

/// <summary>Users, groups and licenses in the shapes of the wire.</summary>
internal static class UserShapes
{
    public static UserView Of(UserRow row, PoolRow? pool, DateTimeOffset now) => new(
        row.Id.ToString(),
        row.UserName,
        row.DisplayName,
        row.Email,
        row.Active,
        row.Blocked,
        row.State.Word(),
        LicenseView.Name(UserReader.ShownLicense(row, pool, now)),
        Micros.ToTime(row.Created),
        Micros.ToTime(row.Modified));

    public static GroupView Of(GroupRow row, long members) => new(row.Id.ToString(), row.Name, members, Micros.ToTime(row.Created));

    public static LicensesView Of(PoolRow? pool, long waiting, DateTimeOffset now) => pool is null
        ? new LicensesView(0, 0, 0, waiting, null, null, true, "all")
        : new LicensesView(pool.Total, pool.Assigned, pool.Free, waiting, pool.Starts, pool.Ends, UserReader.TermsOf(pool).InForce(now), pool.Policy.Word());
}
