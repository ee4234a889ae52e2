using System.Globalization;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Web;

/// <summary>A cursor of lists that go from the newest version down.</summary>
public static class VersionCursor
{
    public static string Of(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>The version below which a page begins; without a cursor above all of them.</summary>
    public static long Parse(string? after, FieldErrors errors)
    {
        if (after is null)
            return long.MaxValue;

        errors.CheckCursor(long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var version));
        return version;
    }
}
