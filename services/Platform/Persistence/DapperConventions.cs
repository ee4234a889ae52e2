using System.Data;
using Dapper;

namespace Ecommerce.Persistence;

/// <summary>
/// Columns are <c>snake_case</c>; <c>timestamptz</c> is a <see cref="DateTimeOffset"/> in UTC, both ways, and its infinities are the ends
/// of that type.
/// </summary>
internal static class DapperConventions
{
    public static void Apply()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Dapper prefers its own mapping of a type to a handler's for parameters.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UtcTimestampHandler());
    }

    private sealed class UtcTimestampHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTimeOffset instant => instant.ToUniversalTime(),
            DateTime { Kind: DateTimeKind.Utc } instant => new DateTimeOffset(instant),
            DateTime infinity when infinity == DateTime.MinValue || infinity == DateTime.MaxValue => new(infinity, TimeSpan.Zero),
            _ => throw new InvalidCastException($"A {value.GetType().Name} is not an instant: use timestamptz."),
        };

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
    }
}
