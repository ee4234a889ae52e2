using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.ServiceDefaults.Configuration;

internal static class ValidatedOptions
{
    public static IServiceCollection AddValidatedOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddSingleton<IValidateOptions<TOptions>>(new AnnotationsValidator<TOptions>(section));
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        return services;
    }

    /// <summary>Names the setting as an operator writes it, which the framework's own validator does not.</summary>
    private sealed class AnnotationsValidator<TOptions>(string section) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options)
        {
            var results = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(results.SelectMany(Describe));
        }

        private IEnumerable<string> Describe(ValidationResult result)
            => result.MemberNames.DefaultIfEmpty("").Select(member => $"Setting {Name(member)}: {result.ErrorMessage}");

        private string Name(string member) => string.Join(':', new[] { section, Key(member) }.Where(part => part.Length > 0));

        private static string Key(string member)
            => typeof(TOptions).GetProperty(member)?.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? member;
    }
}
