{{- define "mistnet.name" -}}
{{- printf "mistnet-%s" (required "institution: this institution's id in the network file" .Values.institution) | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "mistnet.selector" -}}
app.kubernetes.io/name: mistnet-node
app.kubernetes.io/instance: {{ include "mistnet.name" . }}
{{- end -}}

{{- define "mistnet.labels" -}}
{{ include "mistnet.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "mistnet.confined" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}
