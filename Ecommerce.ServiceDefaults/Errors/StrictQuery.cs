using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Ecommerce.ServiceDefaults.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>
/// Query parameters are written in one form: the framework also takes <c>12:00</c> for a time, <c>0</c> for a status, <c>1,5</c> for 15.
/// </summary>
internal static partial class StrictQuery
{
    // An endpoint's parameters are looked up once: reflection has no place in every request.
    private static readonly ConditionalWeakTable<Endpoint, QueryParameter[]> Parameters = [];

    public static void UseStrictQuery(this WebApplication app)
        => app.Use((http, next) => Check(http) is { } problem ? problem.ExecuteAsync(http) : next(http));

    private static ProblemHttpResult? Check(HttpContext http)
    {
        if (http.Request.Query.Count == 0 || http.GetEndpoint() is not { } endpoint)
            return null;
        var errors = new FieldErrors();
        foreach (var parameter in Parameters.GetValue(endpoint, ParametersOf))
            Check(http.Request.Query, parameter, errors);
        return errors.TryGetProblem(out var problem) ? problem : null;
    }

    private static QueryParameter[] ParametersOf(Endpoint endpoint)
        =>
        [
            .. from parameter in endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
               let type = parameter.ParameterInfo.ParameterType
               select new QueryParameter(NameOf(parameter), Nullable.GetUnderlyingType(type) ?? type),
        ];

    private static void Check(IQueryCollection query, QueryParameter parameter, FieldErrors errors)
    {
        var (name, type) = parameter;
        if (query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text && !IsWellFormed(text, type))
            errors.Add(name, $"must be {ExpectedType.Of(type)}");
    }

    private static string NameOf(IParameterBindingMetadata parameter)
        => parameter.ParameterInfo.GetCustomAttributes(inherit: true).OfType<FromQueryAttribute>().FirstOrDefault()?.Name
            ?? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(parameter.Name);

    private static bool IsWellFormed(string text, Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => EnumName.IsOneOf(type, text),
        _ when type == typeof(Guid) => Guid.TryParseExact(text, "D", out _),
        _ when type == typeof(DateTimeOffset) => Rfc3339.TryParse(text, out _),
        _ when type == typeof(DateOnly)
            => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        TypeCode.Boolean => text is "true" or "false",
        TypeCode.Int32 or TypeCode.Int64 => Whole().IsMatch(text),
        TypeCode.Decimal or TypeCode.Double => PlainNumber.IsOne(text),
        _ => true,
    };

    private sealed record QueryParameter(string Name, Type Type);

    [GeneratedRegex(@"^-?[0-9]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();
}
