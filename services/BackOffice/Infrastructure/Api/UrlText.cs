using System.Globalization;
using System.Reflection;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

/// <summary>Parameters as the API takes them: the framework writes <c>True</c>, and times in a form of its own.</summary>
internal sealed class UrlText : DefaultUrlParameterFormatter
{
    public override string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => base.Format(value, attributeProvider, type),
    };
}
